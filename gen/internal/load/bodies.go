package load

import (
	"go/scanner"
	"go/token"
)

// blankBodies replaces the text of function bodies by spaces, so that a file
// with half-written functions can be parsed. Lines and columns stay. A body
// also ends at a line that starts with a closing brace or a declaration,
// because formatted code ends it there.
func blankBodies(src []byte) []byte {
	out := append([]byte(nil), src...)
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, func(token.Position, string) {}, 0)
	b := bodyScanner{}
	for {
		pos, tok, _ := s.Scan()
		if tok == token.EOF {
			return out
		}
		offset := file.Offset(pos)
		lineStart := offset == 0 || src[offset-1] == '\n'
		if from, to, ok := b.next(tok, offset, lineStart); ok {
			blank(out[from:to])
		}
	}
}

// bodyScanner follows the tokens of a file to find the bodies of its functions.
type bodyScanner struct {
	inFunc bool // after func at the start of a line
	depth  int  // of braces and parentheses outside a body
	start  int  // offset of the body after its brace, 0 outside a body
	braces int  // open braces within the body
	last   token.Token
}

// next takes a token. If a body ends with it, next returns the extent of the
// body.
func (b *bodyScanner) next(tok token.Token, offset int, lineStart bool) (from, to int, ok bool) {
	defer func() { b.last = tok }()
	declares := lineStart && (tok == token.FUNC || tok == token.TYPE || tok == token.VAR || tok == token.CONST)
	switch {
	case b.start > 0:
		return b.within(tok, offset, lineStart, declares)
	case declares:
		*b = bodyScanner{inFunc: tok == token.FUNC}
	case !b.inFunc:
	case tok == token.LBRACE && b.depth == 0 && b.last != token.INTERFACE && b.last != token.STRUCT:
		b.start = offset + 1
	case tok == token.LPAREN || tok == token.LBRACE:
		b.depth++
	case tok == token.RPAREN || tok == token.RBRACE:
		b.depth--
	}
	return 0, 0, false
}

func (b *bodyScanner) within(tok token.Token, offset int, lineStart, declares bool) (from, to int, ok bool) {
	start := b.start
	switch {
	case declares: // the closing brace of the body is missing
		*b = bodyScanner{inFunc: tok == token.FUNC}
		return start, offset, true
	case tok == token.RBRACE && (b.braces == 0 || lineStart):
		*b = bodyScanner{}
		return start, offset, true
	case tok == token.LBRACE:
		b.braces++
	case tok == token.RBRACE:
		b.braces--
	}
	return 0, 0, false
}

func blank(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}
