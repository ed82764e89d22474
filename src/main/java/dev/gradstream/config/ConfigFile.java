package dev.gradstream.config;

import dev.gradstream.console.Errors;
import dev.gradstream.console.Failure;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A run's configuration: one YAML file and what {@code --set} put in its place.
 *
 * <p>Remembers where every setting stands, so that whoever refuses one, anywhere, need not know
 * about files. Used by one thread. Example:
 *
 * <pre>
 *   ConfigFile config = ConfigFile.read(path, List.of("optimizer.learningRate=0.01"));
 *   Specification specification = config.as(Specification::of);
 *   // config.yaml:12: optimizer.learningRate: expected a number above 0, got 'abc'
 * </pre>
 */
public final class ConfigFile {
  /** Far more than any configuration needs; what is larger is some other file. */
  private static final long MOST_BYTES = 1 << 20;

  private final Path file;
  private final Map<String, Object> tree;
  private final Map<String, String> places; // setting's path -> "config.yaml:12" or "--set"

  private ConfigFile(Path file, Map<String, Object> tree, Map<String, String> places) {
    this.file = file;
    this.tree = tree;
    this.places = places;
  }

  /**
   * Reads a file and applies the overrides in order.
   *
   * @param overrides {@code path=value} each, the value in YAML
   * @throws Failure of usage, naming file, line and what is wrong
   */
  public static ConfigFile read(Path file, List<String> overrides) {
    return of(file, text(file), overrides);
  }

  /** A configuration that comes with the program, by its name on the class path. */
  public static ConfigFile resource(String name, List<String> overrides) {
    try (InputStream in = ConfigFile.class.getClassLoader().getResourceAsStream(name)) {
      return of(Path.of(name), new String(in.readAllBytes(), StandardCharsets.UTF_8), overrides);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of the program itself", e);
    }
  }

  /** A configuration that is a text, and what messages call it. */
  public static ConfigFile text(Path name, String text) {
    return of(name, text, List.of());
  }

  private static ConfigFile of(Path file, String text, List<String> overrides) {
    Map<String, String> places = new LinkedHashMap<>();
    YamlTree yaml = new YamlTree(file.toString(), places);
    ConfigFile config = new ConfigFile(file, yaml.block(text), places);
    overrides.forEach(override -> Overriding.parse(override).apply(config.tree, places));
    return config;
  }

  /**
   * Puts the text of the files that settings name in their place, so that a run's record stands for
   * itself: {@code source.schema} becomes {@code source.schemaText}, {@code model.initialWeights}
   * {@code model.initialWeightsText}. A name is relative to the configuration's folder. Several
   * schemas, a list of files or a folder of {@code .avsc} files by name, become {@code
   * source.schemaTexts}.
   */
  public ConfigFile withTexts() {
    inlineAll("source", "schema");
    inline("source", "schema");
    inline("model", "initialWeights");
    return this;
  }

  private void inline(String block, String key) {
    if (tree.get(block) instanceof Map<?, ?> settings
        && settings.get(key) instanceof String name
        && isFile(name)) {
      replace(block, key, "Text", () -> text(file.resolveSibling(name.strip())));
    }
  }

  private void inlineAll(String block, String key) {
    Object value = tree.get(block) instanceof Map<?, ?> settings ? settings.get(key) : null;
    if (value instanceof List<?> names) {
      replace(block, key, "Texts", () -> names.stream().map(name -> inlined("" + name)).toList());
    } else if (value instanceof String name
        && isFile(name)
        && Files.isDirectory(file.resolveSibling(name.strip()))) {
      Path folder = file.resolveSibling(name.strip());
      replace(block, key, "Texts", () -> schemas(folder).stream().map(ConfigFile::text).toList());
    }
  }

  private String inlined(String name) {
    return isFile(name) ? text(file.resolveSibling(name.strip())) : name;
  }

  private static boolean isFile(String name) {
    return !name.strip().startsWith("{");
  }

  private void replace(String block, String key, String suffix, Supplier<Object> texts) {
    String path = block + "." + key;
    try {
      Map<String, Object> inlined = new LinkedHashMap<>();
      ((Map<?, ?>) tree.get(block)).forEach((other, value) -> inlined.put("" + other, value));
      inlined.remove(key);
      inlined.put(key + suffix, texts.get());
      tree.put(block, inlined);
      places.putIfAbsent(path + suffix, place(path));
    } catch (Failure e) {
      throw Failure.usage(place(path) + ": " + path + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> schemas(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries.filter(entry -> entry.toString().endsWith(".avsc")).sorted().toList();
      if (files.isEmpty()) {
        throw Failure.usage(folder + ": holds no file whose name ends in .avsc");
      }
      return files;
    } catch (IOException e) {
      throw Failure.usage(folder + ": " + Errors.why(e), e);
    }
  }

  /** The settings; a fresh reader of them with every call. */
  Settings settings() {
    return Settings.of(tree);
  }

  /**
   * What the settings say, by a reader of them. A setting that the reader refused, or never asked
   * for, is a failure that names file and line.
   */
  public <T> T as(Function<Settings, T> reader) {
    Settings settings = settings();
    try {
      T value = reader.apply(settings);
      settings.refuseUnknown();
      return value;
    } catch (SettingsException e) {
      throw located(e);
    }
  }

  /** The failure that a refused setting amounts to, with the place where it stands. */
  Failure located(SettingsException e) {
    return Failure.usage(place(e.path()) + ": " + e.getMessage(), e);
  }

  // A setting that is missing has no line of its own: then the block that should hold it.
  private String place(String path) {
    String at = path;
    while (!at.isEmpty()) {
      String place = places.get(at);
      if (place != null) {
        return place;
      }
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return file.toString();
  }

  private static String text(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw Failure.usage(
            file + ": expected a configuration of at most 1 MB, got " + size + " bytes");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw Failure.usage(file + ": is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw Failure.usage(file + ": " + Errors.why(e), e);
    }
  }
}
