package api

import (
	"context"

	"github.com/oslogen/oslogen/testdata/golden/bad_request_fields/other"
)

// As is all that can be said wrongly of one field.
type As struct {
	//oslo:arg name=instance_uuid
	ID string `json:"id"`
	//oslo:arg rest
	Kwargs map[string]any `json:"kwargs"`
	//oslo:arg
	Empty int `json:"empty"`
	//oslo:arg since=1.4
	New int `json:"new"`
	//oslo:arg since=1.3 until=1.2
	Gone int `json:"gone"`
	//oslo:arg was=old
	Was int `json:"was"`
	//oslo:arg default=three
	Text string `json:"text"`
	//oslo:arg default="3"
	Number int `json:"number"`
	//oslo:arg default=3
	Left int `json:"left,omitempty"`
	//oslo:arg optional
	Rest map[string]any `oslo:"rest"`
	//oslo:agr optional
	Misspelt int `json:"misspelt"`
	// oslo:arg optional
	Spaced int `json:"spaced"`
	//oslo:server
	Host string `json:"host"`
	//oslo:arg below=drop
	Drop int `json:"drop"`
	//oslo:arg since=1.1 below=convert:missing
	Convert int `json:"convert"`
	//oslo:arg since=1.1 below=convert:wrong
	Wrong int `json:"wrong"`
	Behind int `json:"behind"` //oslo:arg optional
	//oslo:arg optional
	//oslo:arg since=1.1
	Twice int `json:"twice"`
	//oslo:arg optional since:1.1
	Colon int `json:"colon"`
}

func wrong(s string) (string, error) { return s, nil }

// Names has two fields that had one name.
type Names struct {
	//oslo:arg was=size renamed=1.2
	A int `json:"a"`
	//oslo:arg until=1.1
	B int `json:"size"`
}

// Late has a field that is gone before its method comes.
type Late struct {
	//oslo:arg until=1.1
	Old int `json:"old"`
}

//oslo:rpc topic=x version=1.3
type A interface {
	//oslo:call
	One(ctx context.Context,
		//oslo:request
		r As) error

	//oslo:call
	Two(ctx context.Context,
		//oslo:request
		r *Names) error

	//oslo:call since=1.2
	Three(ctx context.Context,
		//oslo:request
		r Late) error

	//oslo:call
	Four(ctx context.Context,
		//oslo:request
		r other.Request) error
}
