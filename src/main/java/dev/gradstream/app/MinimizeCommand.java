package dev.gradstream.app;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.autodiff.ExpressionException;
import dev.gradstream.calculus.DescentOptions;
import dev.gradstream.calculus.DescentPlot;
import dev.gradstream.calculus.DescentRendering;
import dev.gradstream.calculus.GradientCheck;
import dev.gradstream.calculus.Restarts;
import dev.gradstream.console.Errors;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.optim.Descent;
import dev.gradstream.optim.Trajectory;
import dev.gradstream.settings.Settings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minimize}: gradient descent on an expression, to be looked at step by step. */
@CommandLine.Command(
    name = "minimize",
    description = "Gradient descent on any differentiable expression, step by step.",
    footer = {
      "",
      "An expression: numbers, names, + - * / ^, parentheses, pi, and the functions",
      "exp log sqrt abs sin cos tanh sigmoid softplus relu. One that begins with -",
      "goes in parentheses: '(-x^2)'.",
      "",
      "  gradstream minimize '(w-6)^2' --start w=23 --rate 0.1",
      "  gradstream minimize '(1-x)^2 + 100*(y-x^2)^2' --start x=-1.2,y=1 \\",
      "      --optimizer adam --rate 0.02 --plot path.svg",
      "  gradstream minimize '(x^2+y-11)^2 + (x+y^2-7)^2' --restarts 40"
    })
final class MinimizeCommand extends Command {
  @Parameters(paramLabel = "EXPRESSION", description = "the function, e.g. '(w-6)^2'")
  String text;

  @Mixin DescentOptions descent = new DescentOptions();

  @Option(
      names = "--restarts",
      paramLabel = "N",
      description = "start from N random points and list the different minima")
  int restarts;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "of the random points (default: ${DEFAULT-VALUE})")
  long seed = 1;

  @Option(
      names = "--range",
      paramLabel = "LO..HI",
      description = "where the random points lie (default: ${DEFAULT-VALUE})")
  String range = "-5..5";

  @Option(
      names = "--show",
      paramLabel = "graph",
      description = "graph: print the forward and backward graph for Graphviz, and do no more")
  String show;

  @Option(names = "--check", description = "compare the gradient with central differences")
  boolean check;

  @Option(
      names = "--plot",
      paramLabel = "FILE.svg",
      description = "draw the way down: on the curve, over level lines, or f over the steps")
  Path plot;

  MinimizeCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Expression function = parsed();
    if (show != null) {
      return shown(function);
    }
    if (function.variables().isEmpty()) {
      throw Failure.usage("'" + text + "': expected at least one variable, such as w in (w-6)^2");
    }
    if (restarts > 0) {
      return restarted(function);
    }
    double[] start = descent.start(function);
    if (check) {
      return checked(new GradientCheck(function, start));
    }
    Settings settings = descent.settings();
    Trajectory trajectory = run(function, settings, start);
    if (plot != null) {
      write(new DescentPlot(function, trajectory, descent.words(settings)).svg());
    }
    DescentRendering rendering = new DescentRendering(trajectory);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("expression", text);
    object.putAll(rendering.object());
    Charset charset = context.terminal().out().charset();
    String heading = "f = " + text + ", " + descent.words(settings) + "\n\n";
    result(heading + rendering.page(charset), object);
    return rendering.status();
  }

  private Expression parsed() {
    try {
      return Expression.parse(text);
    } catch (ExpressionException e) {
      String line = e.text().replaceAll("\\p{Cntrl}", " ");
      String caret = " ".repeat(line.codePointCount(0, e.column() - 1)) + "^";
      throw Failure.usage(e.problem() + ":\n  " + line + "\n  " + caret, e);
    }
  }

  private int shown(Expression function) {
    if (!show.equals("graph")) {
      throw Failure.usage("--show " + show + ": expected graph");
    }
    String dot = function.drawing();
    result(dot.stripTrailing(), Map.of("expression", text, "dot", dot));
    return ExitStatus.DONE;
  }

  private int checked(GradientCheck check) {
    result(check.page(), check.object());
    return check.holds() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private int restarted(Expression function) {
    if (!descent.start.isEmpty() || plot != null || check) {
      throw Failure.usage("--restarts draws its own points; leave out --start, --plot and --check");
    }
    Settings settings = descent.settings();
    Restarts found =
        new Restarts(
            restarts,
            seed,
            DescentOptions.range(range),
            function.variables().size(),
            start -> run(function, settings, start));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("expression", text);
    object.putAll(found.object(function.variables()));
    result(found.page(function.variables()), object);
    return found.status();
  }

  private static Trajectory run(Expression function, Settings settings, double[] start) {
    long startNanos = System.nanoTime();
    Descent descent =
        new Descent(function, settings, () -> (System.nanoTime() - startNanos) / 1_000_000);
    settings.refuseUnknown();
    return descent.from(start);
  }

  private void write(String svg) {
    try {
      Files.writeString(plot, svg);
    } catch (IOException e) {
      throw Failure.failed("--plot " + plot + ": " + Errors.why(e), e);
    }
    say("drawn: " + plot);
  }
}
