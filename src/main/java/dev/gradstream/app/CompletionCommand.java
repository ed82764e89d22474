package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: prints the script by which a shell completes commands and options. */
@CommandLine.Command(
    name = "completion",
    description = "Prints the script by which bash or zsh completes commands and options.",
    footer = {
      "%nIn bash:  source <(gradstream completion)",
      "In zsh:   autoload -U +X bashcompinit && bashcompinit && source <(gradstream completion)",
      "Put that line into ~/.bashrc or ~/.zshrc to have it in every shell."
    })
final class CompletionCommand extends Command {
  @Spec CommandSpec spec;

  CompletionCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("gradstream", spec.root().commandLine());
    result(script, Map.of("script", script));
    return ExitStatus.DONE;
  }
}
