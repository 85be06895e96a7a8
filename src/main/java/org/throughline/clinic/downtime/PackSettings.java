package org.throughline.clinic.downtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.keys.MasterKey;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;

/** What is set about downtime packs. The passphrase lies in the database as only the product can read it. */
public final class PackSettings {
    private static final String WHAT = "downtime passphrase";

    private final Settings settings;
    private final MasterKey key;
    private final Path usual;

    /** @param usual the folder that they are put into when none is chosen */
    public PackSettings(Settings settings, MasterKey key, Path usual) {
        this.settings = settings;
        this.key = key;
        this.usual = usual;
    }

    /** How they are made; empty when none are, because no passphrase is set. */
    public Optional<PackPlan> plan() {
        String wrapped = settings.of(Setting.DOWNTIME_PASSPHRASE);
        if (wrapped.isEmpty()) {
            return Optional.empty();
        }
        String passphrase = new String(key.unwrap(Base64.getDecoder().decode(wrapped), WHAT), UTF_8);
        String folder = settings.of(Setting.DOWNTIME_FOLDER);
        return Optional.of(new PackPlan(folder.isEmpty() ? usual : Path.of(folder), passphrase, settings.zone()));
    }

    /** The folder that was chosen; empty for none. */
    String folder() {
        return settings.of(Setting.DOWNTIME_FOLDER);
    }

    Path usual() {
        return usual;
    }

    void setFolder(Caller by, String folder) {
        settings.set(by, Map.of(Setting.DOWNTIME_FOLDER, folder));
    }

    /** From now on packs are made, which this opens. */
    void setPassphrase(Caller by, String passphrase) {
        String wrapped = Base64.getEncoder().encodeToString(key.wrap(passphrase.getBytes(UTF_8), WHAT));
        settings.set(by, Map.of(Setting.DOWNTIME_PASSPHRASE, wrapped));
    }

    /** From now on none are made. */
    void stop(Caller by) {
        settings.set(by, Map.of(Setting.DOWNTIME_PASSPHRASE, ""));
    }
}
