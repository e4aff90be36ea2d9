extension Sequence {
  /// The elements by a figure, the highest first; those of one figure in their order, those without one last.
  func highestFirst<Figure: Comparable>(_ figure: (Element) -> Figure?) -> [Element] {
    enumerated().map { (offset: $0.offset, element: $0.element, figure: figure($0.element)) }.sorted { left, right in
      switch (left.figure, right.figure) {
      case (let first?, let second?): first == second ? left.offset < right.offset : first > second
      case (.some, nil): true
      case (nil, .some): false
      case (nil, nil): left.offset < right.offset
      }
    }.map(\.element)
  }
}
