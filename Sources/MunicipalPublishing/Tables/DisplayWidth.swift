extension String {
    /// How many cells of a terminal the text takes: marks that stand on a letter and invisible controls take none, wide
    /// East Asian characters two.
    package var displayWidth: Int {
        unicodeScalars.reduce(0) { width, scalar in width + scalar.displayWidth }
    }

    /// Whether any letter of the text is written from right to left.
    package var hasRightToLeft: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: !scalar.isArabicDigit
            default: false
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    fileprivate var isArabicDigit: Bool {
        (0x0660...0x0669).contains(value) || (0x06F0...0x06F9).contains(value)
    }
}
