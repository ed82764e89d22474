/**
 * What a person types: the commands, and the composition root they share.
 *
 * <pre>
 *   arguments --&gt; Main --picocli--&gt; Command --&gt; Assembly (composition root) --&gt; pipeline, kafka, web
 *                   |                  |
 *                   |                  +--&gt; config, files, calculus: what the command is about
 *                   |                  +--&gt; ProgressLine, ProgressBar  --&gt; standard error
 *                   |                  +--&gt; Result: text or JSON       --&gt; standard output
 *                   +--&gt; Errors: any exception --&gt; one message and an exit status (0, 1, 2, 130)
 * </pre>
 *
 * <p>May import every package; nothing imports it. Only here do processes start and end.
 */
package dev.gradstream.app;
