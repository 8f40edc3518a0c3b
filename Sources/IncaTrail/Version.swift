/// The version that `incatrail --version` names.
public let incaTrailVersion = "0.1.0"
