/**
 * Import and export of many resources. Import writes through the record like everybody else, in portions, and keeps a
 * journal by which it resumes. May import {@code search}, {@code record} and what lies below; knows no HTTP.
 */
@NullMarked
package org.throughline.bulk;

import org.jspecify.annotations.NullMarked;
