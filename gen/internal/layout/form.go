package layout

import (
	"go/token"
	"hash/maphash"
)

// form hashes code without its names, literals and comments, to tell whether
// two pieces compile alike. A name counts by its first use, so that a name
// which hides another makes a difference.
type form struct {
	hash  uint64            // FNV-1a
	names map[uint64]uint16 // the order of names, by their hashes
}

// seed is that of the hashes of names.
var seed = maphash.MakeSeed()

func newForm() *form { return &form{names: map[uint64]uint16{}} }

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
	name := maphash.Bytes(seed, text)
	n, known := f.names[name]
	if !known {
		n = uint16(len(f.names))
		f.names[name] = n
	}
	f.mix(uint64(n))
}

func (f *form) mix(n uint64) { f.hash = (f.hash ^ n) * 1099511628211 }

func (f *form) sum() uint64 { return f.hash }
