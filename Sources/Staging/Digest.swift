import CLibCrypto

/// SHA-256 by OpenSSL's libcrypto (FIPS 180-4), fed piece by piece.
package struct Digest: ~Copyable {
  private let state: OpaquePointer

  package init() {
    state = EVP_MD_CTX_new()
    EVP_DigestInit_ex(state, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(state) }

  package mutating func update(_ bytes: [UInt8]) {
    EVP_DigestUpdate(state, bytes, bytes.count)
  }

  /// The digest in hexadecimal; once, at the end.
  package consuming func hexadecimal() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(state, &bytes, nil)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of a file; nil when it cannot be read (see `errno`).
  package static func ofFile(_ path: String) -> String? {
    var digest = Digest()
    guard FileBytes.each(path, { digest.update($0) }) else { return nil }
    return digest.hexadecimal()
  }
}
