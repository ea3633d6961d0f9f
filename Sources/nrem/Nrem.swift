import ArgumentParser

/// The tool: one verb, one file in `Commands/`.
@main
struct Nrem: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "nrem",
    abstract: "Statistics on trafficking in human beings: from members' returns to the report.",
    version: version,
    subcommands: [
      MakeTemplate.self, Receive.self, Status.self, Chase.self, Validate.self, Run.self,
      Letters.self,
      MakeMinutes.self, Explain.self, Compare.self, List.self, Withdraw.self, Check.self,
    ])
}
