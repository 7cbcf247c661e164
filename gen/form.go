package gen

import (
	"go/token"
	"hash/maphash"
)

// form hashes code without its names, literals and comments, to tell whether
// two pieces compile alike. A name counts by its first use, so that a name
// which hides another makes a difference.
type form struct {
	hash  maphash.Hash
	names map[string]uint16
}

var formSeed = maphash.MakeSeed()

func newForm() *form {
	f := &form{names: map[string]uint16{}}
	f.hash.SetSeed(formSeed)
	return f
}

func (f *form) add(tok token.Token, text string) {
	if tok == token.COMMENT {
		return
	}
	_ = f.hash.WriteByte(byte(tok)) // it never fails
	if tok != token.IDENT {
		return
	}
	n, known := f.names[text]
	if !known {
		n = uint16(len(f.names))
		f.names[text] = n
	}
	_ = f.hash.WriteByte(byte(n))
	_ = f.hash.WriteByte(byte(n >> 8))
}

func (f *form) sum() uint64 { return f.hash.Sum64() }
