"""Reports: pure figures of waiting, the sentence, the chart and the sheet that are made of them."""
