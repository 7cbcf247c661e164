package pyast

import (
	"slices"

	"strings"
)

// Block holds the declarations of a module or a class.
type Block struct {
	Imports   []*Node  `json:"imports"`
	Assigns   []*Node  `json:"assigns"`
	Functions []*Func  `json:"functions"`
	Classes   []*Class `json:"classes"`
}

// Module is a parsed file.
type Module struct {
	Block
	File string // as it was asked for
	Name string // dotted, "" outside the roots
}

// Class is a class statement.
type Class struct {
	Block
	Module     *Module
	Name       string  `json:"n"`
	Line       int     `json:"l"`
	Doc        *Text   `json:"doc"`
	Bases      []*Node `json:"bases"`
	Decorators []*Node `json:"decorators"`
	Comments   []Text  `json:"comments"`
}

// Func is a function of a module or of a class, without its statements.
type Func struct {
	Module     *Module
	Class      *Class  // nil for a function of a module
	Name       string  `json:"n"`
	Line       int     `json:"l"`
	End        int     `json:"end"`
	Doc        *Text   `json:"doc"`
	Params     []Param `json:"params"`
	VarArg     string  `json:"vararg"`
	KwArg      string  `json:"kwarg"`
	Taken      []Taken `json:"taken"`
	Decorators []*Node `json:"decorators"`
	Returns    *Node   `json:"returns"` // the annotation of its result, or nil
	Stub       bool    `json:"stub"`    // the body does nothing, or raises only
	body       []*Node
}

// Taken is a key that a function reads from its **kwargs.
type Taken struct {
	Name     string `json:"n"`
	Line     int    `json:"l"`
	Required bool   `json:"required"`
}

// Text is a docstring or a comment. Line is its first line.
type Text struct {
	Line int    `json:"l"`
	Text string `json:"text"`
}

// Func returns the function of that name, the last one if there are several.
func (b *Block) Func(name string) *Func {
	for _, v := range slices.Backward(b.Functions) {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// Class returns the class of that name, or nil.
func (b *Block) Class(name string) *Class {
	for _, v := range slices.Backward(b.Classes) {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// Assigned returns the last value that a statement of the block gives to name,
// or nil.
func (b *Block) Assigned(name string) *Node {
	for _, a := range slices.Backward(b.Assigns) {
		for _, target := range a.List {
			if target.Kind == "Name" && target.Name == name {
				return a.X
			}
		}
	}
	return nil
}

// HasDecorator reports whether f has a decorator whose last name is one of names.
func (f *Func) HasDecorator(names ...string) bool {
	for _, d := range f.Decorators {
		for _, name := range names {
			if Last(DecoratorName(d)) == name {
				return true
			}
		}
	}
	return false
}

// DecoratorName returns the dotted name of a decorator, with or without a call.
func DecoratorName(d *Node) string {
	if d.Kind == "Call" {
		d = d.X
	}
	return Dotted(d)
}

// Last returns the part of a dotted name after the last dot.
func Last(dotted string) string {
	return dotted[strings.LastIndexByte(dotted, '.')+1:]
}

// First returns the part of a dotted name before the first dot.
func First(dotted string) string {
	first, _, _ := strings.Cut(dotted, ".")
	return first
}

// adopt links the declarations of a module to it.
func (m *Module) adopt() {
	for _, f := range m.Functions {
		f.Module = m
	}
	for _, c := range m.Classes {
		c.adopt(m)
	}
}

func (c *Class) adopt(m *Module) {
	c.Module = m
	for _, f := range c.Functions {
		f.Module, f.Class = m, c
	}
	for _, inner := range c.Classes {
		inner.adopt(m)
	}
}
