package dev.gradstream.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dashboards are what Grafana's own types say a dashboard is, each panel's options included.
 * TypeScript decides; it and the types come through npm, so this is skipped where they cannot.
 */
final class DashboardTypesIT {
  private static final Path HOME = Path.of("target/dashboard-types");
  private static final String PACKAGES = "@grafana/schema@13.2.3 typescript@5.9.3";
  private static final String KINDS = "./node_modules/@grafana/schema/dist/types/raw/composable";
  private static final String FILE = "panelcfg/x/types.gen";

  // An enum of the types is a text in a file.
  private static final String PLAIN =
      """
      import type { Dashboard } from "@grafana/schema";
      type Plain<T> = T extends string ? `${T}` : T extends (infer U)[] ? Plain<U>[]
        : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
      """;

  static List<Path> files() {
    return Dashboards.files();
  }

  @BeforeAll
  static void fetch() throws Exception {
    Files.createDirectories(HOME);
    Files.writeString(HOME.resolve("package.json"), "{\"private\": true}");
    try {
      Result result =
          run(("npm install --silent --no-package-lock --no-audit " + PACKAGES).split(" "));
      assumeTrue(result.status == 0, () -> "no Grafana types by npm: " + result.said);
    } catch (IOException missing) {
      assumeTrue(false, "no npm: " + missing.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_dashboard_is_what_grafana_takes_for_one(Path file) throws Exception {
    Result result = checked(file, Files.readString(file));
    assertEquals("", result.said);
    assertEquals(0, result.status);
  }

  @Test
  void a_misspelt_field_and_an_impossible_option_are_found() throws Exception {
    Path file = files().getFirst();
    String text = Files.readString(file);
    String misspelt = text.replaceFirst("\"h\":", "\"hight\":");
    assertTrue(checked(file, misspelt).said.contains("hight"), "hight");
    String impossible =
        text.replaceFirst("\"displayMode\": *\"list\"", "\"displayMode\": \"lost\"");
    assertTrue(!impossible.equals(text) && checked(file, impossible).said.contains("lost"), "lost");
  }

  /**
   * Two constants of the same text: one typed as a dashboard, one as panels with their own options.
   */
  private static Result checked(Path file, String json) throws Exception {
    StringBuilder source = new StringBuilder(PLAIN);
    TreeSet<String> kinds = new TreeSet<>();
    for (Map<String, Object> panel : Dashboards.list(Dashboards.read(file), "panels")) {
      kinds.add(panel.get("type").toString());
    }
    StringBuilder panel = new StringBuilder("type Panel = never");
    for (String kind : kinds) {
      source.append(
          "import type { Options as %1$s } from \"%2$s/%1$s/%3$s\";\n"
              .formatted(kind, KINDS, FILE));
      panel.append(
          "\n  | { type: \"%1$s\"; options: Partial<Plain<%1$s>>; [other: string]: unknown }"
              .formatted(kind));
    }
    source.append(panel).append(";\n");
    source.append("export const dashboard: Plain<Dashboard> = ").append(json).append(";\n");
    source.append("export const panels: { panels: Panel[]; [other: string]: unknown } = ");
    source.append(json).append(";\n");
    Path checked = HOME.resolve(file.getFileName().toString().replace(".json", ".ts"));
    Files.writeString(checked, source);
    return run(
        ("node_modules/.bin/tsc --noEmit --strict --skipLibCheck --moduleResolution bundler"
                + " --module esnext --target es2022 "
                + checked.getFileName())
            .split(" "));
  }

  private record Result(int status, String said) {}

  private static Result run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return new Result(process.exitValue(), said.strip());
  }
}
