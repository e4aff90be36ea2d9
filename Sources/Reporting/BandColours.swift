import Exact
import Methodology

/// The shades of bands: the same for the best of any edition, whatever their number and names.
struct BandColours {
  private static let shades = 4

  /// The bands from the best to the worst.
  let ordered: [Bands.Row]

  init(_ bands: Bands?) {
    ordered = (bands?.rows ?? []).highestFirst { $0.lower?.value }
  }

  /// The class of a band in the style sheet.
  func style(_ band: Bands.Row) -> String {
    guard let place = ordered.firstIndex(where: { $0.name == band.name }), ordered.count > 1 else { return "band-0" }
    return "band-\(place * (Self.shades - 1) / (ordered.count - 1))"
  }

  /// The bands as zones of a plot: each goes on to where the one above it begins.
  var zones: [SeriesPlot.Zone] {
    ordered.enumerated().map { index, band in
      SeriesPlot.Zone(
        lower: band.lower?.value, upper: index == 0 ? band.upper?.value : ordered[index - 1].lower?.value,
        style: "zone " + style(band))
    }
  }
}
