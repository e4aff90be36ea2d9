/// Everything that reports say in the program's own words, in every language: the one place to translate.
///
/// Arguments stand in braces. A phrase that counts has its grammatical forms divided by `|`: two in English (1 and
/// others), three in Russian (1, 2–4 and others), one in Kazakh.
enum Phrase: CaseIterable {
  // Heads and labels
  case body, name, kind, band, period, edition, methodology, act, source, basis, figure, value, years, inForce
  case inForceFrom, inForceTo, partialMark, score, maximum, percent
  case actOfDate, registeredAs, fromTo, since, editionOf, ofPeriod

  // Values
  case yes, no, missing, notApplicable, notApplicableShort, valueAndUnit, valueAndPercent, valueOfMaximum,
    valueOfMaximumAndUnit
  case ofMaximum, ofMaximumAndUnit
  case date, from, above, upTo, below, between, bothBounds, anyValue, rangeOf, lookedUp
  case notCovered, notCoveredReading
  case approximately, shortened

  // Basis
  case basisText, basisInferred, basisAssumed, basisLine, basisOfResult, inferredMeans, assumedMeans

  // Why something is missing
  case noInput, noCell, noRow, uncovered, noFigure, noEarlierPeriod, nothingToAggregate, doesNotApply
  case divisionByZero, outsideDomain, tooLarge, andMore, missingTitle, missingLegend, missingBecause

  // Reasons of a score
  case formula, withFigures, base, penalty, atLeast, atMost, round, ifMissing, shareOut, result, scaleRow
  case rows, rowsTakenIn, eachRow, row, assessedBy, appliesWhen, seeElsewhere, wentIn, previousPeriod
  case roundedTo, halfUp, halfEven, up, down, floor, ceil
  case roleInput, roleParameter, roleScale, roleAggregate, roleReading, roleKind, roleDerived, roleField
  case uncertainList, evaluationTitle, explanationTitle, overview, warnings, noResult, openAll, closeAll, contents
  case readingsTaken, readingTaken, otherReading, readingsCount, partialEdition

  // Findings and catalogues
  case errors, warningsCount, knownSlips, noFindings, notShown, sourcesTitle, notInTheAct
  case figures, scaleRows, formulas, roundings, bands, assessors

  // What rule tests reach and notice
  case reachedOf, noticedOf
  case neverComputed, neverHolds, alwaysHolds, neverThere, neverMissing, neverBites, alwaysBites, neverStepsIn
  case neverUsed, rowNeverHit, otherwiseNeverUsed, bandNeverGiven, readingNeverTaken
}
