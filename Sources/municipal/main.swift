print("municipal")
