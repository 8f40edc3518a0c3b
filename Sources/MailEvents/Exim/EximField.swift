internal import ByteTools

/// What a field holds, and under which key it is kept: nil where it is of no interest.
struct EximField {
  enum Form: UInt8 {
    /// Up to a blank, whatever it is: names, numbers, times.
    case word
    /// Quoted, in brackets, or a word.
    case text
    case host, cipher, login, verified
    /// No field, but perhaps a word that stands alone.
    case flag
  }

  let form: Form
  let key: LineEvent.Key?

  @inline(__always)
  init(_ form: Form, _ key: LineEvent.Key? = nil) {
    self.form = form
    self.key = key
  }

  /// By the letter in front of `=`, where a client is spoken of.
  @inline(__always)
  init(ofClient letter: UInt8) {
    switch letter {
    case UInt8(ascii: "A"): self.init(.login)
    case UInt8(ascii: "C"): self.init(.text, .confirmation)
    case UInt8(ascii: "F"): self.init(.text, .from)
    case UInt8(ascii: "H"): self.init(.host)
    case UInt8(ascii: "P"): self.init(.text, .proto)
    case UInt8(ascii: "R"): self.init(.word, .reference)
    case UInt8(ascii: "S"): self.init(.word, .size)
    case UInt8(ascii: "T"): self.init(.text, .subject)
    case UInt8(ascii: "U"): self.init(.word, .uid)
    case UInt8(ascii: "X"): self.init(.cipher)
    default: self.init(.text)
    }
  }

  /// The same of a host that mail is given to.
  @inline(__always)
  init(ofRelay letter: UInt8) {
    switch letter {
    case UInt8(ascii: "A"): self.init(.login)
    case UInt8(ascii: "C"): self.init(.text, .confirmation)
    case UInt8(ascii: "F"): self.init(.text, .from)
    case UInt8(ascii: "H"): self.init(.host)
    case UInt8(ascii: "R"): self.init(.word, .router)
    case UInt8(ascii: "S"): self.init(.word, .size)
    case UInt8(ascii: "T"): self.init(.word, .transport)
    case UInt8(ascii: "U"): self.init(.word, .uid)
    case UInt8(ascii: "X"): self.init(.cipher)
    default: self.init(.text)
    }
  }

  /// By a longer key: its first letters and its length. `id*` is one too.
  @inline(__always)
  init(_ first: UInt8, _ second: UInt8, _ length: Int) {
    switch (length, first, second) {
    case (2, UInt8(ascii: "i"), UInt8(ascii: "d")), (3, UInt8(ascii: "i"), UInt8(ascii: "d")):
      self.init(.word, .messageID)
    case (2, UInt8(ascii: "C"), UInt8(ascii: "V")): self.init(.verified)
    case (2, UInt8(ascii: "D"), UInt8(ascii: "N")): self.init(.text, .peerDN)
    case (2, UInt8(ascii: "D"), UInt8(ascii: "T")): self.init(.word, .delay)
    case (2, UInt8(ascii: "Q"), UInt8(ascii: "T")): self.init(.word, .delays)
    default: self.init(.text)
    }
  }
}
