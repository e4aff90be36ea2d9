import Methodology

/// Finds the places of an amending act that make a change.
struct AmendedPlaces {
  private let places: [Amendment.Place]

  init(_ match: EditionMatch) {
    guard let amendment = match.after.amendment, amendment.base == match.before.id else {
      places = []
      return
    }
    places = amendment.places
  }

  /// The citations of the places, each once.
  func citations(of change: RuleChange) -> [String] {
    let names = [change.before?.name, change.after?.name].compactMap { $0 }
    let own = places.filter { place in
      Self.sections(of: change.aspect).contains(place.section) && names.contains { Self.isAbout(place, $0, change) }
    }
    let exact = own.filter { isExact($0, change) }
    return (exact.isEmpty ? own : exact).flatMap(\.citations).unique
  }

  private static func sections(of aspect: RuleChange.Aspect) -> [String] {
    switch aspect {
    case .bands: ["bands"]
    case .assessor: ["assessors"]
    case .kind: ["bodies"]
    case .unit: ["units"]
    case .reading: ["readings"]
    case .rows, .field: ["records"]
    case .input: ["inputs", "records"]
    case .scale: ["steps"]
    case .derived, .figure: ["parameters", "derived", "inputs", "scores"]
    default: ["scores"]
    }
  }

  private static func isAbout(_ place: Amendment.Place, _ name: String, _ change: RuleChange) -> Bool {
    switch place.section {
    case "bands": return true
    case "assessors": return place.name == name || place.name == "rules" && change.kind != .renamed
    default: return place.name == name || place.part.isEmpty && name.hasPrefix(place.name + ".")
    }
  }

  /// Whether a place changes just that of its name.
  private func isExact(_ place: Amendment.Place, _ change: RuleChange) -> Bool {
    guard let part = place.part.first else { return change.kind == .added || change.kind == .dropped }
    if change.kind == .renamed { return part == "title" }
    if let key = change.keys.first { return key.allSatisfy(place.part.contains) }
    let key = Score.Part.allCases.first { RuleChange.Aspect($0) == change.aspect }?.rawValue
    return part == key ?? "formula" || change.aspect == .input && part != "title"
  }
}
