package org.throughline.privacy.watch;

import java.util.Optional;

/**
 * Which alerts are wanted.
 *
 * @param who a name or the trail's name of somebody; empty for anybody
 * @param count how many at most
 * @param before only those with a lower number
 */
public record AlertQuery(Optional<Alert.State> state, Optional<Kind> kind, String who, int count, long before) {}
