"""What work in prison amounts to: days, pay and its parts, days of sentence redeemed, from one worker's facts."""
