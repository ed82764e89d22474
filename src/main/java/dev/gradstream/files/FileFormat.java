package dev.gradstream.files;

import dev.gradstream.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The catalogue of forms that a file of examples may have, each known by its file's name. */
public enum FileFormat {
  CSV("[.]csv") {
    @Override
    RecordReader open(String file, InputStream in, ExampleForm form) throws IOException {
      return new CsvReader(
          new RecordCutter(file, in, form.separator(',')), form.columns(), form.key());
    }
  },
  TSV("[.](tsv|tab)") {
    @Override
    RecordReader open(String file, InputStream in, ExampleForm form) throws IOException {
      return new CsvReader(
          new RecordCutter(file, in, form.separator('\t')), form.columns(), form.key());
    }
  },
  JSON("[.](jsonl|ndjson|json)") {
    @Override
    RecordReader open(String file, InputStream in, ExampleForm form) throws IOException {
      return new JsonReader(new RecordCutter(file, in, RecordCutter.LINES_ONLY), form.key());
    }

    @Override
    boolean mayDiffer() {
      return true;
    }
  },
  AVRO("[.]avro") {
    @Override
    RecordReader open(String file, InputStream in, ExampleForm form) throws IOException {
      return ContainerReader.open(file, in, form.key());
    }
  },
  VW("[.]vw") {
    @Override
    RecordReader open(String file, InputStream in, ExampleForm form) throws IOException {
      return new VwReader(new RecordCutter(file, in, RecordCutter.LINES_ONLY), form.key());
    }

    @Override
    boolean mayDiffer() {
      return true;
    }
  },
  IDX("[.-]idx\\d-ubyte") {
    @Override
    RecordReader open(String file, InputStream in, ExampleForm form) throws IOException {
      if (form.labels() == null) {
        throw Failure.usage(file + ": images need the file of their labels: --labels FILE");
      }
      if (form.key() != null) {
        throw Failure.usage("--key " + form.key() + ": images have no column to be keyed by");
      }
      return IdxReader.open(file, in, form.labels(), Unpacked.open(form.labels()));
    }
  };

  private final Pattern names;

  FileFormat(String ending) {
    names = Pattern.compile(".*" + ending);
  }

  /**
   * A reader at the file's first record, which closes {@code in} with itself.
   *
   * @param file what messages call it
   */
  abstract RecordReader open(String file, InputStream in, ExampleForm form) throws IOException;

  /** Whether one file may have other columns than another. */
  boolean mayDiffer() {
    return false;
  }

  /** As options name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(FileFormat::word).toList();
  }

  /**
   * The form of a word from {@link #words()}.
   *
   * @throws Failure where it is another word
   */
  public static FileFormat of(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.usage(
                    "--format " + word + ": expected one of " + String.join(", ", words())));
  }

  /** Whether a file's name is that of a form known here. */
  public static boolean knows(Path file) {
    return Arrays.stream(values()).anyMatch(f -> f.names.matcher(Unpacked.name(file)).matches());
  }

  /**
   * The form that a file's name stands for.
   *
   * @throws Failure where it stands for none
   */
  public static FileFormat byName(Path file) {
    return Arrays.stream(values())
        .filter(format -> format.names.matcher(Unpacked.name(file)).matches())
        .findFirst()
        .orElseThrow(
            () ->
                Failure.usage(
                    file
                        + ": its name does not say what it is (expected an ending such as .csv,"
                        + " .tsv, .jsonl, .avro, .vw or -idx3-ubyte, and .gz or .zst after it); say it:"
                        + " --format "
                        + words().stream().collect(Collectors.joining("|"))));
  }
}
