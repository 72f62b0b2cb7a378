/**
 * Mail to those who own issues, alerts to those who follow a number, and packets: when it is due, what it says, and how
 * it leaves. It never holds a record.
 */
@NullMarked
package org.yearbook.dashboard.mail;

import org.jspecify.annotations.NullMarked;
