import MailReports
import Testing

/// What is written on the page can be read: WCAG 2.2, success criterion 1.4.3.
@Suite("Contrast of the page")
struct ContrastTests {
  /// The custom properties of the two palettes, light and dark.
  private static let palettes = PageAssets.style.split(separator: ":root{").map {
    block -> [String: Int] in
    let text = block.prefix { $0 != "}" }
    return text.split(separator: ";").reduce(into: [:]) { colours, rule in
      let pair = rule.split(separator: ":")
      guard pair.count == 2, pair[0].hasPrefix("--"), pair[1].first == "#" else { return }
      let digits = pair[1].dropFirst()
      let six = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
      colours[String(pair[0])] = Int(six, radix: 16)
    }
  }

  @Test("Text has 4.5 to 1 on page and cards, light and dark", arguments: 0..<2)
  func text(number: Int) throws {
    let palette = try #require(Self.palettes.dropFirst(number).first)
    for text in ["--text", "--soft", "--good", "--warn", "--bad", "--link"] {
      for ground in ["--back", "--card"] {
        let ratio = try contrast(#require(palette[text]), #require(palette[ground]))
        #expect(ratio >= 4.5, "\(text) on \(ground)")
      }
    }
  }

  @Test("The measure itself: black on white is 21 to 1")
  func measure() {
    #expect(abs(contrast(0, 0xFFFFFF) - 21) < 0.001)
    #expect(contrast(0x777777, 0xFFFFFF) < 4.5)
  }

  private func contrast(_ one: Int, _ other: Int) -> Double {
    let (dark, light) = (
      min(luminance(one), luminance(other)), max(luminance(one), luminance(other))
    )
    return (light + 0.05) / (dark + 0.05)
  }

  /// Relative luminance, of the sRGB colour `0xRRGGBB`.
  private func luminance(_ colour: Int) -> Double {
    func part(_ shift: Int) -> Double {
      let value = Double(colour >> shift & 0xFF) / 255
      guard value > 0.04045 else { return value / 12.92 }
      // The power of 2.4 by a square and a fifth root, which needs no library of mathematics.
      let base = (value + 0.055) / 1.055
      return base * base * root(base)
    }
    return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
  }

  /// `base` to the power of 0.4, by Newton's method.
  private func root(_ base: Double) -> Double {
    let target = base * base
    var root = 1.0
    for _ in 0..<60 { root = (4 * root + target / (root * root * root * root)) / 5 }
    return root
  }
}
