/**
 * A run as numbers for a monitoring system.
 *
 * <pre>
 *   committed blocks --&gt; RunMeters --&gt; Level, Total --&gt; Micrometer registry --&gt; Prometheus
 *                            |
 *                          Meter   (what there is: name, unit, meaning; the reference page is made from it)
 * </pre>
 *
 * <p>The home of Micrometer. Imports pipeline.port and training.
 */
package dev.gradstream.meters;
