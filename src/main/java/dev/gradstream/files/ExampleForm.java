package dev.gradstream.files;

import java.nio.file.Path;
import java.util.List;

/**
 * How files of examples are to be read.
 *
 * @param format null: by each file's name
 * @param separator of the columns of text; null: the format's own
 * @param columns names for text without a header line, else empty
 * @param key column whose text becomes the record's key, or null
 * @param labels the labels' file of images; null otherwise
 */
public record ExampleForm(
    FileFormat format, Character separator, List<String> columns, String key, Path labels) {

  char separator(char usual) {
    return separator == null ? usual : separator;
  }
}
