package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxFile bounds a configuration file, in bytes.
const maxFile = 16 << 20

// setting is one assignment in a file, or a value from another source.
type setting struct {
	key
	text string // its lines joined with "\n", before substitution
	at   position
}

// fail returns err with the place of the setting.
func (s setting) fail(err error) *Error {
	return &Error{File: s.at.file, Line: s.at.line, Option: s.String(), Err: err}
}

// parseFile reads the settings of one file, in order.
func parseFile(name string) ([]setting, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("configuration: %w", err)
	case len(text) > maxFile:
		return nil, &Error{File: name, Err: fmt.Errorf("the file is over %d bytes", maxFile)}
	}
	return parse(name, text)
}

// parser reads oslo.config's INI format, as iniparser.BaseParser does. Comments
// start a line. A line that starts with blanks continues the value before it,
// and a blank line ends it. ":" and "=" mean the same. One pair of quotes
// around a value's first line is dropped.
type parser struct {
	file     string
	line     int
	section  string
	open     *setting // the assignment that may go on, or nil
	lines    []string // the lines of its value
	settings []setting
}

func parse(file string, text []byte) ([]setting, error) {
	p := &parser{file: file}
	text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		p.line++
		if err := p.take(line); err != nil {
			return nil, err
		}
	}
	p.flush()
	return p.settings, nil
}

// take reads one line.
func (p *parser) take(raw []byte) error {
	if !utf8.Valid(raw) {
		return p.fail("the line is not UTF-8")
	}
	line := strings.TrimRightFunc(string(raw), isSpace)
	switch {
	case line == "":
		p.flush()
		return nil
	case line[0] == ' ' || line[0] == '\t':
		if p.open == nil {
			return p.fail("a line that begins with a blank continues a value, and there is none before it")
		}
		p.lines = append(p.lines, strings.TrimLeftFunc(line, isSpace))
		return nil
	}
	p.flush()
	switch line[0] {
	case '[':
		return p.startSection(line)
	case '#', ';':
		return nil
	}
	return p.startAssignment(line)
}

func (p *parser) startSection(line string) error {
	name, ok := strings.CutSuffix(line[1:], "]")
	switch {
	case !ok:
		return p.fail("a section must end with ]")
	case name == "":
		return p.fail("the section has no name")
	}
	p.section = normalizeGroup(name)
	return nil
}

func (p *parser) startAssignment(line string) error {
	i := strings.IndexAny(line, ":=")
	if i < 0 {
		return p.fail("want a section, a comment or option = value")
	}
	name, value := strings.TrimFunc(line[:i], isSpace), strings.TrimFunc(line[i+1:], isSpace)
	switch {
	case name == "":
		return p.fail("the option has no name")
	case p.section == "":
		return p.fail("an option must stand in a section, such as [DEFAULT]")
	}
	p.open = &setting{key: key{p.section, name}, at: position{p.file, p.line}}
	p.lines = []string{unquote(value)}
	return nil
}

func (p *parser) flush() {
	if p.open != nil {
		p.open.text = strings.Join(p.lines, "\n")
		p.settings = append(p.settings, *p.open)
		p.open = nil
	}
}

func (p *parser) fail(reason string) error {
	return &Error{File: p.file, Line: p.line, Err: errors.New(reason)}
}

// unquote drops the quotes around s. A lone quote becomes nothing, as in
// oslo.config.
func unquote(s string) string {
	if s == "" || s[0] != s[len(s)-1] || s[0] != '"' && s[0] != '\'' {
		return s
	}
	return s[1:max(1, len(s)-1)]
}

// isSpace works as Python's str.isspace.
func isSpace(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }
