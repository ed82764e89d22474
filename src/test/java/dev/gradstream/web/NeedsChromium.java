package dev.gradstream.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test class, with the reason printed, where no Chromium is installed; with {@code
 * -Dbrowser.required=true} it fails instead. {@code -Dchromium=PATH} names one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {

  /** Where Chromium, or a browser of its family, usually is. */
  final class Condition implements ExecutionCondition {
    private static final List<String> PLACES =
        List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    /** The first one there is. */
    public static Optional<Path> executable() {
      String named = System.getProperty("chromium");
      return Stream.concat(Stream.ofNullable(named), PLACES.stream())
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (executable().isPresent()) {
        return ConditionEvaluationResult.enabled("Chromium is here");
      }
      String trouble =
          "no Chromium found (apt-get install chromium, or -Dchromium=PATH); looked at " + PLACES;
      if (Boolean.getBoolean("browser.required")) {
        throw new IllegalStateException(trouble);
      }
      System.err.println(
          "[skipped] " + context.getRequiredTestClass().getSimpleName() + ": " + trouble);
      return ConditionEvaluationResult.disabled(trouble);
    }
  }
}
