package trace

// Message is a call or a cast on one path through a method.
type Message struct {
	File      string
	Line      int
	Kind      string // call or cast
	Wire      string // the method's name on the wire, "" if the source leaves it open
	WireText  string
	WireRoots []string         // parameters that the name is made from
	Target    map[string]Value // topic, server, namespace, fanout, timeout...
	Args      *Dict
	Label     string // the version, "" for none
	LabelText string // as written, where the source leaves the version open
	Labelled  bool   // prepare was given the version, it is not the client's own
	Refused   bool   // the client's version cap refuses the label
	Discarded bool   // the method does nothing with the reply
	Conds     []Cond // the conditions on the path
}

// Mandatory marks the target of a client that is told of messages which no queue
// takes.
const Mandatory = "(mandatory)"

// Unmade marks the target of a client that some other class makes.
const Unmade = "(unmade)"

// Reply is the result of a call.
type Reply struct{ Message *Message }
