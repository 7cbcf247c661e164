package pyast

// Node is a statement or an expression. Kind is the name of its class in Python's
// ast module. The other fields hold the children, as syntax.py lays them out.
type Node struct {
	Kind     string     `json:"k"`
	Line     int        `json:"l"`
	Name     string     `json:"n"`
	Op       string     `json:"o"`
	Ops      []string   `json:"ops"`
	Value    any        `json:"v"`
	X        *Node      `json:"x"`
	Y        *Node      `json:"y"`
	Z        *Node      `json:"z"`
	List     []*Node    `json:"s"`
	Else     []*Node    `json:"e"`
	Handlers []*Node    `json:"h"`
	Final    []*Node    `json:"f"`
	Keywords []*Keyword `json:"kw"`
	Params   []Param    `json:"params"`
}

// Keyword is name=value in a call, or **value when the name is empty. In an
// import it is one imported name.
type Keyword struct {
	Name  string `json:"n"`
	From  string `json:"o"`
	Plain bool   `json:"plain"` // import a.b, without as
	X     *Node  `json:"x"`
	Line  int    `json:"l"`
}

// Param is a named parameter of a function. Default is nil when there is none.
type Param struct {
	Name    string `json:"n"`
	Line    int    `json:"l"`
	Default *Node  `json:"default"`
	Type    *Node  `json:"type"`
	Keyword bool   `json:"keyword"` // given by name only
}

// Walk calls visit for n and for every node below it.
func Walk(n *Node, visit func(*Node)) {
	if n == nil {
		return
	}
	visit(n)
	for _, child := range []*Node{n.X, n.Y, n.Z} {
		Walk(child, visit)
	}
	for _, list := range [][]*Node{n.List, n.Else, n.Handlers, n.Final} {
		for _, child := range list {
			Walk(child, visit)
		}
	}
	for _, k := range n.Keywords {
		Walk(k.X, visit)
	}
}

// Dotted returns an attribute chain such as exception.NotFound, or "".
func Dotted(n *Node) string {
	switch {
	case n == nil:
		return ""
	case n.Kind == "Name":
		return n.Name
	case n.Kind == "Attribute":
		if left := Dotted(n.X); left != "" {
			return left + "." + n.Name
		}
	}
	return ""
}
