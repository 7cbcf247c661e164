package layout

import "go/token"

// form hashes code without its names, literals and comments, to tell whether
// two pieces compile alike. A name counts by its first use, so that a name
// which hides another makes a difference.
type form struct {
	hash  uint64 // FNV-1a
	names map[string]uint16
}

func newForm() *form { return &form{names: map[string]uint16{}} }

func (f *form) reset() {
	f.hash = 14695981039346656037
	clear(f.names)
}

func (f *form) add(tok token.Token, text []byte) {
	if tok == token.COMMENT {
		return
	}
	f.mix(uint64(tok))
	if tok != token.IDENT {
		return
	}
	n, known := f.names[string(text)]
	if !known {
		n = uint16(len(f.names))
		f.names[string(text)] = n
	}
	f.mix(uint64(n))
}

func (f *form) mix(n uint64) { f.hash = (f.hash ^ n) * 1099511628211 }

func (f *form) sum() uint64 { return f.hash }
