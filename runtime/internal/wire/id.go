package wire

import "encoding/hex"

// An ID is a _msg_id or _unique_id made by this side: 16 bytes, written as 32 lower-case hexadecimal digits.
type ID [16]byte

// ParseID reads the text of an ID. It reports false for anything but exactly 32 lower-case hexadecimal digits, so that
// an ID and its text always stand for each other.
func ParseID[T ~string | ~[]byte](text T) (ID, bool) {
	var id ID
	if len(text) != 2*len(id) {
		return ID{}, false
	}
	for i := range id {
		high, low := lowerHex(text[2*i]), lowerHex(text[2*i+1])
		if high|low > 15 {
			return ID{}, false
		}
		id[i] = high<<4 | low
	}
	return id, true
}

// AppendText appends the text of id. It never fails.
func (id ID) AppendText(dst []byte) ([]byte, error) {
	return hex.AppendEncode(dst, id[:]), nil
}

// String returns the text of id.
func (id ID) String() string {
	return hex.EncodeToString(id[:])
}

// lowerHex returns the value of a lower-case hexadecimal digit, 255 for other bytes.
func lowerHex(c byte) byte {
	if 'A' <= c && c <= 'F' {
		return 255
	}
	return hexValue[c]
}
