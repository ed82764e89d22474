/**
 * A run to look at: the live page and the HTTP interface behind it, and a report of it as one file.
 *
 * <pre>
 *   committed blocks --&gt; RunFeed --&gt; RunHistory --&gt; Trace        (several resolutions), JournalTail
 *   committing thread       |
 *   ------------------------+------------------------------------------------------------------
 *   one virtual thread      v
 *   a request          WebServer --&gt; Guard --&gt; Routes --&gt; RunFeed, Archive, Assets   one Reply
 *                                          |-&gt; EventStream       updates since a Cursor
 *                                          `-&gt; Orders --&gt; Steering     a live change, if allowed
 * </pre>
 *
 * <p>Whatever came from a topic leaves here as a JSON string and enters the page as text, never as
 * markup. Imports pipeline.port and training.
 */
package dev.gradstream.web;
