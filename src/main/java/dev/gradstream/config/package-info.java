/**
 * The configuration file: read, overridden, searched over, and proposed from a topic's records.
 *
 * <pre>
 *   YAML --&gt; YamlTree --Overriding (--set)--&gt; ConfigFile --&gt; Settings + where each line stands
 *   a range for each of some settings --&gt; SearchSpace --&gt; overridings, one for each candidate
 *   records --&gt; RecordForm --&gt; ColumnGlance for each column --&gt; ConfigProposal --&gt; YAML
 * </pre>
 */
package dev.gradstream.config;
