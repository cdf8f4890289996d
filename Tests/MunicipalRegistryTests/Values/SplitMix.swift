import Foundation

/// Random numbers that a printed seed gives again (SplitMix64, by Sebastiano Vigna).
///
/// Set `VALUES_SEED` in the environment to repeat a run.
struct SplitMix: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init() {
        seed =
            ProcessInfo.processInfo.environment["VALUES_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of a random length in bits, so that small ones and the largest are as likely.
    mutating func integer() -> Int {
        Int(truncatingIfNeeded: next()) >> Int.random(in: 0...63, using: &self)
    }
}
