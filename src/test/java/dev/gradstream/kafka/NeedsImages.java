package dev.gradstream.kafka;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Skips a test class, with the reason printed, where Docker or an image can't be had; with {@code
 * -Ddocker.required=true} it fails instead. Asked before any container library, which would retry
 * for minutes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsImages.Condition.class)
public @interface NeedsImages {

  String[] value();

  /** Asks the command line of Docker; each image once. */
  final class Condition implements ExecutionCondition {
    private static final Map<String, String> TROUBLES = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Class<?> test = context.getRequiredTestClass();
      String[] images =
          AnnotationSupport.findAnnotation(test, NeedsImages.class)
              .map(NeedsImages::value)
              .orElse(new String[0]);
      for (String image : images) {
        String trouble = TROUBLES.computeIfAbsent(image, Condition::trouble);
        if (!trouble.isEmpty()) {
          if (Boolean.getBoolean("docker.required")) {
            throw new IllegalStateException(trouble);
          }
          System.err.println("[skipped] " + test.getSimpleName() + ": " + trouble);
          return ConditionEvaluationResult.disabled(trouble);
        }
      }
      return ConditionEvaluationResult.enabled("all images are here");
    }

    /** Nothing where the image is here. */
    private static String trouble(String image) {
      String engine = run(10, "docker", "version");
      if (!engine.isEmpty()) {
        return "Docker does not answer: " + engine;
      }
      if (run(10, "docker", "image", "inspect", image).isEmpty()) {
        return "";
      }
      String pull = run(180, "docker", "pull", "-q", image);
      return pull.isEmpty() ? "" : "image " + image + " is not here and can't be pulled: " + pull;
    }

    /** Nothing where the command succeeds, else its last line. */
    private static String run(int seconds, String... command) {
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(false)
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return "no answer within " + seconds + " s";
        }
        String said = new String(process.getErrorStream().readAllBytes()).strip();
        return process.exitValue() == 0
            ? ""
            : said.isEmpty()
                ? "exit status " + process.exitValue()
                : said.lines().toList().getLast();
      } catch (IOException noCommand) {
        return "no docker command";
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }
  }
}
