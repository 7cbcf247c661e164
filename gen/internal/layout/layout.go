// Package layout prints generated code as gofmt would.
package layout

import (
	"bytes"
	"go/format"
	"go/token"
	"sync"
)

// Print prints jennifer's declarations as gofmt would. go/format costs more
// than everything else in a run, and generated code has few forms. layout
// leaves any other form to go/format.
func Print(raw []byte) (Chunk, error) {
	p := printers.Get().(*printer)
	defer printers.Put(p)
	p.reset()
	if p.print(raw) {
		return Chunk{bytes.Clone(p.out), p.form.sum()}, nil
	}
	text, err := format.Source(raw)
	return Chunk{text, p.form.sum()}, err
}

// printers keeps printers for the next chunk.
var printers = sync.Pool{New: func() any { return &printer{form: newForm()} }}

// Chunk is the printed code of one interface.
type Chunk struct {
	Text []byte
	Form uint64 // equal for chunks that differ only in names, literals and comments
}

// printer prints line by line, with the line breaks of its source.
type printer struct {
	out     []byte
	line    []lexeme // the current line
	scratch []byte   // its text, after that of rows
	open    []bool   // for each open bracket, whether it indents its content
	base    int      // the number of brackets open before the current line
	rows    table
	between bool // an empty line precedes the current one
	strange bool // the source has a form that layout does not know
	form    *form
}

type lexeme struct {
	tok  token.Token
	text []byte
}

// reset prepares p for another chunk.
func (p *printer) reset() {
	p.form.reset()
	p.out, p.line, p.open, p.rows = p.out[:0], p.line[:0], p.open[:0], p.rows[:0]
	p.base, p.between, p.strange = 0, false, false
}

// print prints raw. It returns false if it does not know a form in it.
func (p *printer) print(raw []byte) bool {
	l := lexer{text: raw}
	for {
		tok, text, lines := l.next()
		if lines > 0 || tok == token.EOF {
			p.flush()
			p.between = lines > 1
		}
		if tok == token.EOF {
			p.out = p.rows.flush(p.out)
			return !p.strange
		}
		p.form.add(tok, text)
		if tok == token.COMMENT {
			text = bytes.TrimRight(text, " ")
		}
		p.strange = p.strange || unusual(tok) || tok == token.FUNC && len(p.line) > 0
		p.line = append(p.line, lexeme{tok, text})
	}
}

// unusual reports whether tok occurs only in type arguments written by users.
// go/format knows their spaces.
func unusual(tok token.Token) bool {
	switch tok {
	case token.ILLEGAL, token.CHAN, token.ADD, token.SUB:
		return true
	}
	return false
}

// flush prints the current line.
func (p *printer) flush() {
	if len(p.line) == 0 {
		return
	}
	p.base = len(p.open)
	if p.base == 0 {
		p.out = p.rows.flush(p.out)
		if p.between && len(p.out) > 0 {
			p.out = append(p.out, '\n')
		}
	}
	if len(p.rows) == 0 {
		p.scratch = p.scratch[:0]
	}
	r := p.row()
	p.line = p.line[:0]
	p.strange = p.strange || len(r.columns[0]) > 40 // gofmt has other rules for long keys
	if r.n > 0 {
		p.rows = append(p.rows, r)
		return
	}
	p.out = r.print(p.rows.flush(p.out), widths{})
}

// row splits the current line into columns.
func (p *printer) row() row {
	r, lowest, text := row{indent: p.indent()}, p.base, p.scratch
	start := len(text)
	for i, x := range p.line {
		switch {
		case i == 0 || !p.spaced(i):
		case p.aligned(i):
			r.columns[r.n] = text[start:]
			r.n++
			start = len(text)
		default:
			text = append(text, ' ')
		}
		text = append(text, x.text...)
		p.bracket(x.tok)
		lowest = min(lowest, len(p.open))
	}
	if len(p.open) > lowest {
		p.open[lowest] = true
	}
	r.rest, p.scratch = text[start:], text
	return r
}

// indent returns the indentation of the current line. Brackets opened on one
// line indent once.
func (p *printer) indent() int {
	depth := len(p.open)
	for _, x := range p.line {
		if !closes(x.tok) || depth == 0 {
			break
		}
		depth--
	}
	n := 0
	for _, indents := range p.open[:depth] {
		if indents {
			n++
		}
	}
	return n
}

func (p *printer) bracket(tok token.Token) {
	switch {
	case opens(tok):
		p.open = append(p.open, false)
	case closes(tok) && len(p.open) > 0:
		p.open = p.open[:len(p.open)-1]
	}
}

func opens(tok token.Token) bool {
	return tok == token.LBRACE || tok == token.LPAREN || tok == token.LBRACK
}

func closes(tok token.Token) bool {
	return tok == token.RBRACE || tok == token.RPAREN || tok == token.RBRACK
}

// row is one line. Columns that may have to be widened stand before the rest.
type row struct {
	indent  int
	columns [2][]byte
	n       int // the number of columns
	rest    []byte
}
