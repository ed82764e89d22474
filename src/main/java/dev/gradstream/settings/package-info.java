/**
 * A tree of named settings, read by name and range-checked where it is used.
 *
 * <pre>
 *   YAML, event, --set  --&gt;  Settings  --&gt;  the records of a specification
 *                               |
 *                               +--&gt; SettingsException: key, expected, got, hint
 * </pre>
 *
 * <p>Imports nothing; every family of named things (optimizers, losses, schedules, formats) reads
 * its options from here, so that a new member declares its options in the one place where it uses
 * them.
 */
package dev.gradstream.settings;
