package cli

import (
	"fmt"
	"strings"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
)

// description begins the text of --help.
func description() string {
	var b strings.Builder
	b.WriteString(`See and probe the message bus of OpenStack services: oslo.messaging over RabbitMQ. No command but those that say so takes a message from anybody or leaves anything on the broker.

Begin with:

  osloctl doctor --config-file /etc/nova/nova.conf

Exit codes:
`)
	for _, row := range exit.Table {
		fmt.Fprintf(&b, "\n  %3d  %s", row.Code, row.Meaning)
	}
	return b.String()
}
