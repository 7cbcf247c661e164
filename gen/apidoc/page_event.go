package apidoc

import "strings"

// eventSentences describe an event.
func (i *Interface) eventSentences(m *Method) (list []string) {
	what := "Events of type " + code(m.Wire)
	switch {
	case m.Event.Prefix && m.Wire == "":
		what = "Events of all types"
	case m.Event.Prefix:
		what = "Events of all types that begin with " + code(m.Wire)
	}
	list = append(list, what+", of "+m.priorityText()+".")
	if m.Event.Batch {
		list = append(list, "A listener gets several at once.")
	}
	for _, f := range m.Event.Filters {
		list = append(list, "Only those whose "+code(f[0])+" matches "+code(f[1])+".")
	}
	switch {
	case i.Only != "":
	case m.Only == "client":
		list = append(list, "Listeners of this source do not hear it.")
	case m.Only == "server":
		list = append(list, "Notifiers of this source do not send it.")
	}
	return list
}

// priorityText names the priorities of an event.
func (m *Method) priorityText() string {
	if len(m.Event.Priorities) == 0 {
		return "any priority"
	}
	return "priority " + strings.Join(m.Event.Priorities, ", ")
}

// event holds the parts of an event's section besides its text.
func (p *page) event(m *Method) {
	if m.Event.Raw {
		p.line("The payload may be anything.")
	} else {
		p.line("Payload: %s.", p.i.typeText(m.Args[0].Type))
	}
	if text := p.i.goExample(m); text != "" {
		p.b.WriteString(block("go", text))
	}
	if m.on("client") && !m.Event.Prefix && !m.Event.Raw {
		p.b.WriteString(block("python", m.pythonEvent()))
	}
}

// setup is the section that the examples of all methods continue.
func (p *page) setup() {
	i := p.i
	if i.Notify != nil {
		p.line("## How to send and receive")
		p.line("In Go:")
	} else {
		p.line("## How to call it")
		p.line("The examples below go on from here. In Go, with a client that oslogen has generated:")
	}
	p.b.WriteString(block("go", i.goSetup()))
	if text := i.goServing(); text != "" {
		p.line("%s", map[bool]string{true: "What listens:", false: "What serves it:"}[i.Notify != nil])
		p.b.WriteString(block("go", text))
	}
	p.line("In Python, with oslo.messaging:")
	p.b.WriteString(block("python", i.pythonSetup()))
	if i.Notify != nil {
		p.b.WriteString(block("python", i.pythonListener()))
		p.line("`osloctl` shows the events as they come:")
		p.b.WriteString(block("sh", brokerExport+i.osloctlTail()))
		return
	}
	p.line("From a shell, with `osloctl`:")
	p.b.WriteString(block("sh", brokerExport))
}

// brokerExport names the broker to osloctl.
const brokerExport = "export OSLO_TRANSPORT_URL=" + brokerURL + "\n"
