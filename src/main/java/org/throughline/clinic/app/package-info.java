/**
 * The screens about apps: a person decides what an app may have ({@link org.throughline.clinic.app.ConsentScreen}), sees
 * and takes back what was granted ({@link org.throughline.clinic.app.GrantedScreen}), opens an app from a chart
 * ({@link org.throughline.clinic.app.LaunchScreen}); the practice registers apps
 * ({@link org.throughline.clinic.app.AppsScreen}). What is granted and how it is said to apps is in {@code login.smart}.
 */
@NullMarked
package org.throughline.clinic.app;

import org.jspecify.annotations.NullMarked;
