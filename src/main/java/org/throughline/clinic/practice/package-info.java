/**
 * The screens of who leads the practice: its day, the work that waits, the times of visits, addenda, orders that were meant for
 * somebody else. who is seen elsewhere too. Numbers are the same for everybody with the duty; the lists behind them show what each may see. As the rooms
 * around it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.practice;

import org.jspecify.annotations.NullMarked;
