// Package agents is an annotated interface of a service as OpenStack writes them.
package agents

import (
	"context"
	"fmt"
)

//go:generate go run github.com/oslogen/oslogen/cmd/oslogen

// State is the report of an agent about itself.
type State struct {
	Host string `json:"host"`
}

// OverQuotaError is an exception that takes keywords only.
type OverQuotaError struct {
	Limit int `json:"limit"`
}

func (e *OverQuotaError) Error() string { return fmt.Sprintf("over the limit of %d", e.Limit) }

// Agents is demo_service.Agents in Python. report_state is neutron's.
//
//oslo:rpc topic=agents
//oslo:error demo_service.OverQuota *OverQuotaError expected keywords
type Agents interface {
	//oslo:call
	ReportState(ctx context.Context, agentState State,
		//oslo:arg optional
		time *string) (string, error)

	//oslo:cast name=report_state
	ReportStateAsync(ctx context.Context, agentState State,
		//oslo:arg optional
		time *string) error

	//oslo:call
	Reported(ctx context.Context) ([]string, error)

	//oslo:call
	Rebuild(ctx context.Context, instance string,
		//oslo:arg optional
		reason string,
		//oslo:arg default=true
		recreate bool,
		//oslo:arg default="never"
		retry string,
		//oslo:arg default=-3
		count int,
		//oslo:arg optional
		limits *int,
		//oslo:arg optional
		disks []string,
		//oslo:arg optional
		tags map[string]string) ([]any, error)

	//oslo:call
	Open(ctx context.Context, name string,
		//oslo:arg rest
		kwargs map[string]any) (map[string]any, error)

	//oslo:call
	Page(ctx context.Context,
		//oslo:arg optional
		marker *string) (items []string, next *string, more bool, err error)

	//oslo:call
	Spend(ctx context.Context, amount int) error
}
