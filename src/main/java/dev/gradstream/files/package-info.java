/**
 * The files that are published to a topic, as records with the place each came from.
 *
 * <pre>
 *   paths --&gt; ExampleFiles --&gt; Unpacked (.gz, .zst) --&gt; FileFormat --&gt; RecordReader --&gt; records
 *                                                          |  CsvReader, JsonReader, IdxReader,
 *                                                          |  ContainerReader (Avro)
 * </pre>
 *
 * <p>A further form of files is one {@link RecordReader} and a line in {@link FileFormat}.
 */
package dev.gradstream.files;
