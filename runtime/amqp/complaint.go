package amqp

import (
	"fmt"
	"regexp"
	"strconv"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
)

// complaint is a broker's reason for closing a channel.
type complaint struct {
	reason   error // nil without a reason
	exchange string
	key      string // with byKey
	limit    int    // the largest message it takes, in bytes, or 0 if it did not say

	byExchange, byKey bool
	always            bool // it closes the channel for every message of the kind
	first             bool // the same, unless the channel was used for such messages before
	missing           bool // something is not there, and is to be declared again
}

var (
	saidExchange = regexp.MustCompile(`(?:access to|no) exchange '(.*)' in vhost '`)
	saidTopic    = regexp.MustCompile(`access to topic '(.*)' in exchange '(.*)' in vhost '`)
	saidLimit    = regexp.MustCompile(`max size (\d+)`)
)

// defaultExchange is the broker's name for the exchange without a name.
const defaultExchange = "amq.default"

// complaintOf reads the reason of a channel's close.
func complaintOf(reason *amqp091.Error) *complaint {
	c := &complaint{}
	if reason == nil {
		return c
	}
	c.reason = reason
	c.missing = reason.Code == amqp091.NotFound
	topic, exchange := saidTopic.FindStringSubmatch(reason.Reason), saidExchange.FindStringSubmatch(reason.Reason)
	limit := saidLimit.FindStringSubmatch(reason.Reason)
	switch {
	case reason.Code == amqp091.AccessRefused && topic != nil:
		c.key, c.exchange, c.byKey, c.byExchange, c.first = topic[1], topic[2], true, true, true
	case reason.Code == amqp091.AccessRefused && exchange != nil:
		c.exchange, c.byExchange, c.first = exchange[1], true, true
	case c.missing && exchange != nil:
		c.exchange, c.byExchange = exchange[1], true
	case reason.Code == amqp091.PreconditionFailed && limit != nil:
		c.limit, _ = strconv.Atoi(limit[1]) // 0 if that is no number of ours
		c.always = true
	}
	if c.exchange == defaultExchange {
		c.exchange = ""
	}
	return c
}

// isOf reports whether the complaint may be of the message.
func (c *complaint) isOf(e *entry) bool {
	switch {
	case c.limit > 0:
		return e.size > c.limit
	case c.byKey && e.key != c.key:
		return false
	}
	return c.byExchange && e.exchange == c.exchange
}

// refusal is the error of the message that the broker complained of.
func (c *complaint) refusal() error {
	switch {
	case c.limit > 0:
		return fmt.Errorf("%w: %w: %w", oslo.ErrTooLarge, oslo.ErrRefused, c.reason)
	case c.missing:
		return fmt.Errorf("%w: %w", errAbsent, c.reason)
	}
	return fmt.Errorf("%w: %w", oslo.ErrRefused, c.reason)
}
