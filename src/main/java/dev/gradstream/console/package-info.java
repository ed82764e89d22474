/**
 * What is said to a person, and how: messages and exit statuses, tables, charts and files written
 * whole.
 *
 * <pre>
 *   any exception --&gt; Errors --&gt; Failure (one message, one ExitStatus)
 *   numbers       --&gt; Digits --&gt; Table, TerminalChart --&gt; Terminal
 *                          \--&gt; SvgFrame --&gt; WholeFile (there as a whole, or not at all)
 * </pre>
 */
package dev.gradstream.console;
