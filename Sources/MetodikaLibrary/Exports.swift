// `import Metodika` gives a program every stage of the road, from source text to reports.
@_exported import Bulk
@_exported import Checking
@_exported import Comparison
@_exported import Dataset
@_exported import Evaluation
@_exported import Exact
@_exported import Formula
@_exported import Methodology
@_exported import Reporting
@_exported import Revisions
@_exported import RuleTests
@_exported import RuleYAML
@_exported import SQLExport
@_exported import SourceText
