import Correspond
import Vocabulary

extension Registry {
  /// The sentences of a document in one language.
  /// - Throws: where the definitions lack them.
  package func voice(
    of document: String, in language: Language
  ) throws(DefinitionFailure) -> Voice {
    Voice(try sentences(document), common: try sentences("common"), in: language)
  }

  package func sentences(_ document: String) throws(DefinitionFailure) -> DocumentText {
    guard let text = documents[document] else {
      throw DefinitionFailure(
        path: "documents/\(document).yaml", line: 0, problem: "is not there; see --pipelines")
    }
    return text
  }

  /// The pipeline of the report, whose figures letters and minutes show; else every indicator.
  var reportPipeline: PipelineDefinition {
    pipelines.first { $0.name == "quarter-end" }
      ?? PipelineDefinition(
        name: "all", title: Label(lv: "", en: ""), indicators: indicators.map(\.id), editions: [])
  }
}
