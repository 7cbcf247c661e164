package frame

// LookUp returns the value of a field of a table and its type. The type is 0 if
// there is no field of that name. A malformed table ends at the first mistake.
func LookUp(table []byte, name string) (value []byte, kind byte) {
	for f := (fields{b: table}); len(f.b) > 0; {
		found := string(f.shortString()) == name
		kind = byte(f.uint(1))
		switch kind {
		case 't', 'b', 'B':
			value = f.take(1)
		case 's', 'u':
			value = f.take(2)
		case 'I', 'i', 'f':
			value = f.take(4)
		case 'D':
			value = f.take(5)
		case 'l', 'L', 'd', 'T':
			value = f.take(8)
		case 'S', 'A', 'F', 'x':
			value = f.long()
		case 'V':
			value = nil
		default:
			return nil, 0
		}
		if found && !f.short {
			return value, kind
		}
	}
	return nil, 0
}
