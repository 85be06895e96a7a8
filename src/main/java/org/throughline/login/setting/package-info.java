/** What an administrator sets for the whole installation on screens. Other rooms' settings come from the command line. */
@NullMarked
package org.throughline.login.setting;

import org.jspecify.annotations.NullMarked;
