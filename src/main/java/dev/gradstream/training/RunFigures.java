package dev.gradstream.training;

import dev.gradstream.evaluation.FigureNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What figures a run of a specification can come to, known before there is one. */
public final class RunFigures {
  private RunFigures() {}

  /**
   * Names of the test-then-train figures first, then those of drift, validation and late labels.
   *
   * @throws dev.gradstream.settings.SettingsException naming a setting that cannot be used
   */
  public static List<String> names(Specification specification) {
    State state = State.scratch(specification);
    String labelKind = specification.label().kind().name().toLowerCase(Locale.ROOT);
    Set<String> names =
        new LinkedHashSet<>(FigureNames.of(labelKind, specification.label().classes()));
    for (String name : state.figures().keySet()) {
      names.add(name);
      if (name.startsWith("drift.")) {
        names.add(name + ".at");
      }
    }
    if (state.heldOut != null) {
      state.heldOut.figureNames().forEach(names::add);
    }
    return List.copyOf(names);
  }
}
